% Prints the answer of a program as MeTTa prints it: once, or again and again until it is stopped.
% Lists are (Cons first rest) and Nil; everything else keeps its name.

answer(Size) :-
    once(main(Size, Answer)),
    write('['), show(Answer), write(']'), nl, flush_output.

answers(Size) :- repeat, answer(Size), fail.

show([]) :- !, write('Nil').
show([First|Rest]) :-
    !,
    write('(Cons '), show(First), write(' '), show(Rest), write(')').
show(Text) :- string(Text), !, writeq(Text).
show(Term) :-
    compound(Term),
    !,
    Term =.. [Name|Arguments],
    write('('), write(Name),
    forall(member(Argument, Arguments), (write(' '), show(Argument))),
    write(')').
show(Leaf) :- write(Leaf).
