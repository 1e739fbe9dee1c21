namespace Portal.Domain.Rollouts.Governance;

/// <summary>Nothing holds it.</summary>
public sealed record GateOpen : GateState
{
    public override string Word => "open";

    public override string Describe() => "Waiting for the operator";
}
