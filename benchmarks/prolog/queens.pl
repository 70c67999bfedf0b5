% All solutions of n queens by search.

range(From, To, From) :- From =< To.
range(From, To, X) :- From < To, Next is From + 1, range(Next, To, X).

safe(_, _, []).
safe(Row, Distance, [Other|Others]) :-
    Row =\= Other,
    Row =\= Other + Distance,
    Row =\= Other - Distance,
    Distance1 is Distance + 1,
    safe(Row, Distance1, Others).

place(_, 0, Board, Board) :- !.
place(N, Columns, Board, All) :-
    range(1, N, Row),
    safe(Row, 1, Board),
    Columns1 is Columns - 1,
    place(N, Columns1, [Row|Board], All).

main(N, Count) :- findall(Board, place(N, N, [], Board), Boards), length(Boards, Count).
