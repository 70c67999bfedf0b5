% Takeuchi's function.

tak(X, Y, Z, A) :-
    Y < X, !,
    X1 is X - 1, tak(X1, Y, Z, A1),
    Y1 is Y - 1, tak(Y1, Z, X, A2),
    Z1 is Z - 1, tak(Z1, X, Y, A3),
    tak(A1, A2, A3, A).
tak(_, _, Z, Z).

main(N, A) :- Y is N * 2 // 3, Z is N // 3, tak(N, Y, Z, A).
