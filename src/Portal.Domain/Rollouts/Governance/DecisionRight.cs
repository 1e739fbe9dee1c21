using Portal.Domain.Access;

namespace Portal.Domain.Rollouts.Governance;

/// <summary>Finds the right by which somebody may decide about a stage: their own, or that of one who delegated it to them.</summary>
/// <param name="Stage">Which is asked.</param>
/// <param name="FourEyes">Whether who asked decides nothing, and nobody counts twice.</param>
/// <param name="AskedBy">Who asked for the rollout.</param>
/// <param name="Decisions">All so far, of every stage.</param>
public sealed record DecisionRight(ApprovalStage Stage, bool FourEyes, MemberId AskedBy, IReadOnlyList<ApprovalDecision> Decisions)
{
    /// <summary>In whose place the person decides: their own id, or another's.</summary>
    /// <param name="person">Who decides.</param>
    /// <param name="groups">The groups that they are in themselves.</param>
    /// <param name="delegations">To them, in force now.</param>
    public Result<MemberId> Find(MemberId person, IReadOnlyList<string> groups, IReadOnlyList<Delegation> delegations)
    {
        ArgumentNullException.ThrowIfNull(groups);
        ArgumentNullException.ThrowIfNull(delegations);
        // A right is never lent on: what counts is the groups that the lender is in.
        var rights = (IsIn(groups) ? [person] : Array.Empty<MemberId>()).Concat(delegations.Where(d => IsIn(d.Groups)).Select(d => d.From)).ToList();
        if (rights.Count == 0)
        {
            return new NotAnApprover(Stage.Name, Stage.Groups);
        }

        if (FourEyes && person == AskedBy)
        {
            return new OwnRollout(Stage.Name);
        }

        var free = rights.Where(right => !(FourEyes && right == AskedBy) && !HasDecided(right)).ToList();
        if (free.Count == 0 || (FourEyes && Acted(person)))
        {
            return rights.TrueForAll(right => FourEyes && right == AskedBy) ? new OwnRollout(Stage.Name) : new AlreadyDecided(Stage.Name);
        }

        return free[0];
    }

    private bool IsIn(IReadOnlyList<string> groups) => Stage.Groups.Intersect(groups, StringComparer.Ordinal).Any();

    private bool HasDecided(MemberId right) => FourEyes
        ? Acted(right)
        : Decisions.Any(decision => decision.Stage == Stage.Name && decision.Member == right);

    // Behind two names there may be one person: who lent, and who decided, have both been heard.
    private bool Acted(MemberId person) => Decisions.Any(decision => decision.Member == person || decision.By == person);
}
