namespace Portal.Rollouts.Governance;

/// <param name="Name">Of the stage.</param>
/// <param name="Groups">Whose members decide.</param>
/// <param name="Required">How many approvals it needs.</param>
/// <param name="State"><c>passed</c>, <c>current</c>, <c>waiting</c> or <c>failed</c>.</param>
/// <param name="OnDeadline"><c>abort</c> or <c>hold</c>.</param>
/// <param name="Decisions">Oldest first.</param>
internal sealed record GateStageView(
    string Name, IReadOnlyList<string> Groups, int Required, string State, string OnDeadline, IReadOnlyList<GateDecisionView> Decisions);
