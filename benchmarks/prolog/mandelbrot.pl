% Floats: how many points of an n by n grid stay near zero for fifty steps.

escapes(_, _, _, _, 0, 0) :- !.
escapes(_, _, R, I, Left, Left) :- R * R + I * I > 4.0, !.
escapes(Cr, Ci, R, I, Left, Escapes) :-
    R1 is R * R - I * I + Cr,
    I1 is 2.0 * (R * I) + Ci,
    Left1 is Left - 1,
    escapes(Cr, Ci, R1, I1, Left1, Escapes).

point(N, X, Y, Point) :-
    Cr is 3.0 * X / N - 2.0,
    Ci is 2.0 * Y / N - 1.0,
    escapes(Cr, Ci, 0.0, 0.0, 50, Escapes),
    (   Escapes =:= 0 -> Point = 1 ; Point = 0 ).

row(N, N, _, Count, Count) :- !.
row(N, X, Y, Count, Total) :-
    point(N, X, Y, Point),
    X1 is X + 1,
    Count1 is Count + Point,
    row(N, X1, Y, Count1, Total).

grid(N, N, Count, Count) :- !.
grid(N, Y, Count, Total) :-
    row(N, 0, Y, Count, Count1),
    Y1 is Y + 1,
    grid(N, Y1, Count1, Total).

main(N, Count) :- grid(N, 0, 0, Count).
