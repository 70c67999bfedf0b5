% Groups of five who all know each other, where about every fifth pair does, as if by chance.

:- dynamic knows/2.

acquainted(I, J) :- (I * 7919 + J * 104729 + I * J * 31) mod 1009 < 181.

pairs(N) :-
    Last is N - 1,
    forall(
        ( between(0, Last, I), First is I + 1, between(First, Last, J), acquainted(I, J) ),
        assertz(knows(I, J))).

clique(A, B, C, D, E) :-
    knows(A, B), knows(A, C), knows(A, D), knows(A, E),
    knows(B, C), knows(B, D), knows(B, E),
    knows(C, D), knows(C, E),
    knows(D, E).

main(N, Count) :-
    pairs(N),
    findall(c(A, B, C, D, E), clique(A, B, C, D, E), All),
    length(All, Count).
