"""A process is forked while a thread exchanges a refresh token: `forked_exchange.py PACKAGE ADDRESS`.

The token endpoint answers the first exchange only after the second one, which is that of the child.
"""

import importlib
import os
import signal
import sys
import threading
import warnings
from typing import Any
from urllib.request import urlopen

PACKAGE, ADDRESS = sys.argv[1:]

made: Any = importlib.import_module(PACKAGE)
token = made.RefreshToken("first", client_id="me")
client = made.Client(token=token, base_url=ADDRESS, timeout=60)

first = threading.Thread(target=client.pings.send)
first.start()
urlopen(f"{ADDRESS}/exchanging", timeout=60).close()  # returns once the first exchange has begun
with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)  # of a fork with threads
    child = os.fork()
if child == 0:
    signal.alarm(20)  # a child that waits for a thread of its parent would wait forever
    client.pings.send()
    os._exit(0)
status = os.waitpid(child, 0)[1]
first.join()
client.close()
assert os.waitstatus_to_exitcode(status) == 0
