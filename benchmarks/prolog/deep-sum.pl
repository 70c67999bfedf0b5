% A recursion as deep as its argument.

sum(0, 0) :- !.
sum(N, S) :- N1 is N - 1, sum(N1, S1), S is N + S1.

main(N, S) :- sum(N, S).
