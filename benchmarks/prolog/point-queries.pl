% Ten queries for each fact of a file, each with a key that finds one fact.
% each of the size: at({i}, here).

go(0, _, Found, Found) :- !.
go(I, N, Acc, Found) :-
    Key is I mod N,
    (   at(Key, here) -> Acc1 is Acc + 1 ; Acc1 = Acc ),
    I1 is I - 1,
    go(I1, N, Acc1, Found).

main(N, Found) :- I is 10 * N, go(I, N, 0, Found).
