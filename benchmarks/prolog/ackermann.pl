% Ackermann's function of 2 and n.

ackermann(0, N, A) :- !, A is N + 1.
ackermann(M, 0, A) :- !, M1 is M - 1, ackermann(M1, 1, A).
ackermann(M, N, A) :-
    N1 is N - 1,
    ackermann(M, N1, Inner),
    M1 is M - 1,
    ackermann(M1, Inner, A).

main(N, A) :- ackermann(2, N, A).
