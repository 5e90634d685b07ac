package nightshift.simulate.target;

/// Who carries orders out: the one who knows the world's services and what can be done to them.
interface Crew {
    /// What would come of it. Changes nothing.
    Plan plan(Order order);

    /// Begins what the plan called possible.
    Task begin(Order order);

    /// Takes as long as the order would, and changes nothing.
    Task pretend(Order order);

    /// An order on its way.
    interface Task {
        /// How it stands by now.
        Progress progress();
    }

    /// How far a task has come.
    enum Progress {
        UNDER_WAY,
        DONE,
        GIVEN_UP
    }
}
