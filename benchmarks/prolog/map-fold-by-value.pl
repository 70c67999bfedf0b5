% Map and fold over a list of five hundred, with predicates that are arguments; n times.

next(X, Y) :- Y is X + 1.
plus_(X, Y, Z) :- Z is X + Y.

map(_, [], []).
map(F, [X|Xs], [Y|Ys]) :- call(F, X, Y), map(F, Xs, Ys).

fold(_, Acc, [], Acc).
fold(F, Acc, [X|Xs], Value) :- call(F, Acc, X, Acc1), fold(F, Acc1, Xs, Value).

count_to(0, List, List) :- !.
count_to(N, List, All) :- N1 is N - 1, count_to(N1, [N|List], All).

again(0, _, Last, Last) :- !.
again(Times, List, _, Last) :-
    map(next, List, Mapped),
    fold(plus_, 0, Mapped, This),
    Times1 is Times - 1,
    again(Times1, List, This, Last).

main(Times, Last) :- count_to(500, [], List), again(Times, List, 0, Last).
