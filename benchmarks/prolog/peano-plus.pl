% Adding numbers as terms.

plus_(z, Y, Y).
plus_(s(X), Y, s(Z)) :- plus_(X, Y, Z).

from_number(0, Numeral, Numeral) :- !.
from_number(N, Acc, Numeral) :- N1 is N - 1, from_number(N1, s(Acc), Numeral).

to_number(z, Number, Number).
to_number(s(X), Acc, Number) :- Acc1 is Acc + 1, to_number(X, Acc1, Number).

main(N, Number) :- from_number(N, z, X), plus_(X, X, Sum), to_number(Sum, 0, Number).
