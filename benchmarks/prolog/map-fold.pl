% Map, filter and fold over a list of a hundred, n times.

build(0, List, List) :- !.
build(N, List, All) :- N1 is N - 1, build(N1, [N|List], All).

squares([], []).
squares([X|Xs], [Y|Ys]) :- Y is X * X, squares(Xs, Ys).

even([], []).
even([X|Xs], Ys) :-
    (   X mod 2 =:= 0 -> Ys = [X|Zs] ; Ys = Zs ),
    even(Xs, Zs).

sum([], Sum, Sum).
sum([X|Xs], Acc, Sum) :- Acc1 is Acc + X, sum(Xs, Acc1, Sum).

once_over(List, Sum) :- squares(List, Squares), even(Squares, Even), sum(Even, 0, Sum).

again(0, _, Last, Last) :- !.
again(Times, List, _, Last) :-
    once_over(List, This),
    Times1 is Times - 1,
    again(Times1, List, This, Last).

main(Times, Last) :- build(100, [], List), again(Times, List, 0, Last).
