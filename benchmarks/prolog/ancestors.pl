% Chaining over facts: all descendants.

:- dynamic parent/2.

born(I, N) :- I > N, !.
born(I, N) :-
    Parent is (I - 1) // 5,
    assertz(parent(Parent, I)),
    I1 is I + 1,
    born(I1, N).

below(Who, Child) :- parent(Who, Child).
below(Who, Other) :- parent(Who, Child), below(Child, Other).

search(0, Last, Last) :- !.
search(Times, _, Last) :-
    findall(Other, below(1, Other), All),
    length(All, Count),
    Times1 is Times - 1,
    search(Times1, Count, Last).

main(Times, Last) :- born(1, 780), search(Times, 0, Last).
