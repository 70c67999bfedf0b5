% A join of a relation with itself: all pairs of roads that meet.

:- dynamic road/2.

roads(N, N) :- !.
roads(I, N) :-
    Near is (I + 1) mod N,
    Far is (I + 7) mod N,
    assertz(road(I, Near)),
    assertz(road(I, Far)),
    I1 is I + 1,
    roads(I1, N).

main(N, Count) :-
    roads(0, N),
    findall(A - C, (road(A, B), road(B, C)), All),
    length(All, Count).
