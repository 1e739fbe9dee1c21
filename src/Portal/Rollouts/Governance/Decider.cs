using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Rollouts.Governance;
using Portal.Infrastructure.Rollouts.Governance;

namespace Portal.Rollouts.Governance;

/// <summary>A person, with what they may decide.</summary>
internal sealed record Decider(MemberId Person, IReadOnlyList<string> Groups, IReadOnlyList<Delegation> Delegations)
{
    /// <summary>Those that the person is in, and those of whoever they stand in for.</summary>
    public IEnumerable<string> AllGroups => Groups.Concat(Delegations.SelectMany(delegation => delegation.Groups));

    /// <summary>In whose place the person may decide about this stage.</summary>
    public Result<MemberId> RightTo(ApprovalStage stage, GateCase held) =>
        new DecisionRight(stage, held.Terms.FourEyes, held.Gate.AskedBy, held.Facts.Decisions).Find(Person, Groups, Delegations);
}
