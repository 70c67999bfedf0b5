% Triangles in a wheel with a hub that knows everybody.

:- dynamic knows/2.

wheel(N, N) :- !.
wheel(I, N) :-
    Next is (I + 1) mod N,
    assertz(knows(hub, I)),
    assertz(knows(I, hub)),
    assertz(knows(I, Next)),
    I1 is I + 1,
    wheel(I1, N).

main(N, Count) :-
    wheel(0, N),
    findall(t(A, B, C), (knows(A, B), knows(B, C), knows(C, A)), All),
    length(All, Count).
