% Everything that can be reached from each town of a ring with shortcuts.

:- dynamic road/2.

roads(N, N) :- !.
roads(I, N) :-
    Next is (I + 1) mod N,
    Far is (I + 7) mod N,
    assertz(road(I, Next)),
    assertz(road(I, Far)),
    I1 is I + 1,
    roads(I1, N).

reach([], Seen, Seen) :- !.
reach(Todo, Seen, All) :-
    findall(To, (member(From, Todo), road(From, To)), Next),
    sort(Next, Unique),
    ord_subtract(Unique, Seen, New),
    ord_union(Seen, New, Seen1),
    reach(New, Seen1, All).

from_each(N, N, Count, Count) :- !.
from_each(I, N, Acc, Count) :-
    reach([I], [], Seen),
    length(Seen, Reached),
    Acc1 is Acc + Reached,
    I1 is I + 1,
    from_each(I1, N, Acc1, Count).

main(N, Count) :- roads(0, N), from_each(0, N, 0, Count).
