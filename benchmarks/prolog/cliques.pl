% Groups of five who all know each other, among people on a line who know the next five.

:- dynamic knows/2.

line(N, N) :- !.
line(I, N) :-
    forall(between(1, 5, D), (Other is I + D, assertz(knows(I, Other)))),
    I1 is I + 1,
    line(I1, N).

clique(A, B, C, D, E) :-
    knows(A, B), knows(A, C), knows(A, D), knows(A, E),
    knows(B, C), knows(B, D), knows(B, E),
    knows(C, D), knows(C, E),
    knows(D, E).

main(N, Count) :-
    line(0, N),
    findall(c(A, B, C, D, E), clique(A, B, C, D, E), All),
    length(All, Count).
