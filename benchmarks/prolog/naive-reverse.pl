% Naive reverse of a list of thirty elements, again and again.

app([], Ys, Ys).
app([X|Xs], Ys, [X|Zs]) :- app(Xs, Ys, Zs).

rev([], []).
rev([X|Xs], Ys) :- rev(Xs, Zs), app(Zs, [X], Ys).

count_down(0, Acc, Acc) :- !.
count_down(N, Acc, List) :- N1 is N - 1, count_down(N1, [N|Acc], List).

take(0, _, []) :- !.
take(N, [X|Xs], [X|Ys]) :- N1 is N - 1, take(N1, Xs, Ys).

again(0, _, Last, Last) :- !.
again(Times, List, _, Last) :- rev(List, This), Times1 is Times - 1, again(Times1, List, This, Last).

main(Times, Shown) :-
    count_down(30, [], Up),
    rev(Up, List),
    again(Times, List, [], Last),
    take(3, Last, Shown).
