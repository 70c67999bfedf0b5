% Queries of five shapes of the facts of a file: by one argument, by both, without result, a join.
% each of the size: edge({i}, 'node-{i}').

ask(I, _, N, Sum, Sum) :- I >= N, !.
ask(I, Step, N, Acc, Sum) :-
    edge(I, Node),
    edge(Back, Node),
    findall(1, edge(Back, Node), Is), length(Is, Both),
    findall(I, edge(I, nowhere), Not), length(Not, Missing),
    edge(I, Same), edge(Again, Same), Zero is Again - I,
    Acc1 is Acc + Both + Missing + Zero,
    I1 is I + Step,
    !,
    ask(I1, Step, N, Acc1, Sum).

main(N, Answer) :-
    Step is N // 100,
    ask(0, Step, N, 0, Asked),
    findall(I, edge(I, _), All),
    length(All, Count),
    Answer is Asked + Count.
