% Double recursion on numbers.

fib(N, N) :- N < 2, !.
fib(N, F) :-
    A is N - 1, fib(A, X),
    B is N - 2, fib(B, Y),
    F is X + Y.

main(N, F) :- fib(N, F).
