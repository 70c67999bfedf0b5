% Appending lists.

build(0, List, List) :- !.
build(N, List, All) :- N1 is N - 1, build(N1, [N|List], All).

app([], Ys, Ys).
app([X|Xs], Ys, [X|Zs]) :- app(Xs, Ys, Zs).

count([], Count, Count).
count([_|Xs], Acc, Count) :- Acc1 is Acc + 1, count(Xs, Acc1, Count).

main(N, Count) :- build(N, [], Xs), app(Xs, Xs, Both), count(Both, 0, Count).
