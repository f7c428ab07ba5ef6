"""Operations: parameters, bodies, responses and pagination, first with draft types and then with final ones."""
