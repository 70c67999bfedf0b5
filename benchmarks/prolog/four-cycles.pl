% Ways round four corners, among places with three roads each and one that half of all lead to.

:- dynamic road/2.

link(_, 3, _) :- !.
link(I, K, N) :-
    To is (I * 3 + K) mod N,
    assertz(road(I, To)),
    K1 is K + 1,
    link(I, K1, N).

places(N, N) :- !.
places(I, N) :-
    link(I, 0, N),
    ( I mod 2 =:= 0 -> assertz(road(I, centre)) ; assertz(road(centre, I)) ),
    I1 is I + 1,
    places(I1, N).

main(N, Count) :-
    places(0, N),
    findall(c(A, B, C, D), (road(A, B), road(B, C), road(C, D), road(D, A)), All),
    length(All, Count).
