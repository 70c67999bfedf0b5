% The states of a puzzle of two rows of three, level by level; those seen are facts.

:- dynamic seen/6.

move(st(A, B, C, D, E, F), A, st(B, A, C, D, E, F)).
move(st(A, B, C, D, E, F), B, st(B, A, C, D, E, F)).
move(st(A, B, C, D, E, F), B, st(A, C, B, D, E, F)).
move(st(A, B, C, D, E, F), C, st(A, C, B, D, E, F)).
move(st(A, B, C, D, E, F), D, st(A, B, C, E, D, F)).
move(st(A, B, C, D, E, F), E, st(A, B, C, E, D, F)).
move(st(A, B, C, D, E, F), E, st(A, B, C, D, F, E)).
move(st(A, B, C, D, E, F), F, st(A, B, C, D, F, E)).
move(st(A, B, C, D, E, F), A, st(D, B, C, A, E, F)).
move(st(A, B, C, D, E, F), D, st(D, B, C, A, E, F)).
move(st(A, B, C, D, E, F), B, st(A, E, C, D, B, F)).
move(st(A, B, C, D, E, F), E, st(A, E, C, D, B, F)).
move(st(A, B, C, D, E, F), C, st(A, B, F, D, E, C)).
move(st(A, B, C, D, E, F), F, st(A, B, F, D, E, C)).

next(State, Next) :- move(State, 0, Next).

is_new(st(A, B, C, D, E, F)) :- seen(A, B, C, D, E, F), !, fail.
is_new(st(A, B, C, D, E, F)) :- assertz(seen(A, B, C, D, E, F)).

level(States, New) :-
    findall(Next, (member(State, States), next(State, Next), is_new(Next)), New).

levels(0, _, Found, Found) :- !.
levels(_, [], Found, Found) :- !.
levels(I, States, Acc, Found) :-
    level(States, New),
    length(New, Count),
    Acc1 is Acc + Count,
    I1 is I - 1,
    levels(I1, New, Acc1, Found).

main(N, Found) :-
    retractall(seen(_, _, _, _, _, _)),
    assertz(seen(1, 2, 3, 4, 5, 0)),
    levels(N, [st(1, 2, 3, 4, 5, 0)], 1, Found).
