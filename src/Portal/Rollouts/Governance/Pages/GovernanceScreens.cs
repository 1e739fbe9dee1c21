using System.Globalization;
using Portal.Access;
using Portal.Domain;
using Portal.Domain.Rollouts.Governance;
using Portal.Layout;

namespace Portal.Rollouts.Governance.Pages;

/// <summary>What the pages about governance ask and order, as the person of this circuit.</summary>
internal sealed class GovernanceScreens(
    CircuitCaller circuit, RolloutPolicies policies, ApprovalGroups groups, Delegations delegations, GateQueries gates, DecideRollout decide, OverrideFreeze let,
    AccessQueries access, TimeProvider time)
{
    public DateTimeOffset Now => time.GetUtcNow();

    public async Task<RolloutPolicyView> PolicyAsync(CancellationToken cancellationToken) => (await policies.FindAsync(await circuit.GetAsync(), cancellationToken)).OrRefuse();

    public async Task<Result<RolloutPolicyView>> SaveAsync(PolicyDraft draft, long version, CancellationToken cancellationToken) =>
        await policies.ReplaceAsync(await circuit.GetAsync(), draft, version.ToString(CultureInfo.InvariantCulture), cancellationToken);

    public async Task<IReadOnlyList<ApprovalGroupView>> GroupsAsync(CancellationToken cancellationToken) =>
        (await groups.ListAsync(await circuit.GetAsync(), cancellationToken)).OrRefuse();

    public async Task<Result<ApprovalGroupView>> SaveGroupAsync(string name, IReadOnlyList<string> members, bool isNew, CancellationToken cancellationToken) => isNew
        ? await groups.CreateAsync(await circuit.GetAsync(), new(name, members), cancellationToken)
        : await groups.ChangeAsync(await circuit.GetAsync(), name, new(members), cancellationToken);

    public async Task<Result<Unit>> DeleteGroupAsync(string name, CancellationToken cancellationToken) => await groups.DeleteAsync(await circuit.GetAsync(), name, cancellationToken);

    public async Task<IReadOnlyList<DelegationView>> DelegationsAsync(CancellationToken cancellationToken) =>
        (await delegations.ListAsync(await circuit.GetAsync(), cancellationToken)).OrRefuse();

    public async Task<Result<DelegationView>> DelegateAsync(string to, string reason, DateTimeOffset endsAt, CancellationToken cancellationToken) =>
        await delegations.CreateAsync(await circuit.GetAsync(), new(to, reason, null, endsAt), cancellationToken);

    public async Task<Result<Unit>> EndDelegationAsync(string id, CancellationToken cancellationToken) => await delegations.EndAsync(await circuit.GetAsync(), id, cancellationToken);

    /// <summary>Everybody who can sign in, but for the person of this circuit where <paramref name="others"/> alone are wanted.</summary>
    public async Task<IReadOnlyList<ApproverView>> MembersAsync(bool others, CancellationToken cancellationToken)
    {
        var caller = await circuit.GetAsync();
        return [.. (await access.MembersAsync(caller, cancellationToken)).OrRefuse()
            .Where(member => member.DisabledAt is null && !(others && member.Id == caller.Id.ToString())).Select(member => new ApproverView(member.Id, member.DisplayName))];
    }

    /// <summary>The id of the person of this circuit.</summary>
    public async Task<string> MeAsync() => (await circuit.GetAsync()).Id.ToString();

    /// <summary>Null when nothing ever held the rollout.</summary>
    public async Task<GateView?> GateAsync(string rollout, CancellationToken cancellationToken) => (await gates.FindAsync(await circuit.GetAsync(), rollout, cancellationToken)).OrMissing();

    public async Task<IReadOnlyList<WaitingRolloutView>> WaitingAsync(CancellationToken cancellationToken) =>
        (await gates.WaitingForAsync(await circuit.GetAsync(), cancellationToken)).OrRefuse();

    public async Task<Result<GateView>> DecideAsync(string rollout, bool approves, string reason, string? stage, CancellationToken cancellationToken) =>
        await decide.ExecuteAsync(await circuit.GetAsync(), rollout, new(approves ? "approve" : "reject", reason, stage), cancellationToken);

    public async Task<Result<GateView>> OverrideAsync(string rollout, string reason, DateTimeOffset until, CancellationToken cancellationToken) =>
        await let.ExecuteAsync(await circuit.GetAsync(), rollout, new(reason, until), cancellationToken);
}
