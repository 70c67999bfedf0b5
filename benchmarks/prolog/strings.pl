% Strings built piece by piece, n of them with twenty pieces each.

build(0, Text, Text) :- !.
build(I, Text, All) :-
    format(string(Longer), "~w~w,", [Text, I]),
    I1 is I - 1,
    build(I1, Longer, All).

again(0, Last, Last) :- !.
again(Times, _, Last) :- build(20, "", Text), Times1 is Times - 1, again(Times1, Text, Last).

main(Times, Last) :- again(Times, "", Last).
