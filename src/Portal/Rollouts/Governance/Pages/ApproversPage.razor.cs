using Microsoft.AspNetCore.Components;
using Portal.Components;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Operations;
using Portal.Layout;

namespace Portal.Rollouts.Governance.Pages;

/// <summary>Groups of approvers, and who decides in whose place.</summary>
public sealed partial class ApproversPage : LivePage
{
    private readonly HashSet<string> _chosen = new(StringComparer.Ordinal);
    private IReadOnlyList<ApprovalGroupView>? _groups;
    private IReadOnlyList<DelegationView> _delegations = [];
    private IReadOnlyList<ApproverView> _members = [];
    private IReadOnlyList<ApproverView> _others = [];
    private ApprovalGroupView? _editing;
    private ApprovalGroupView? _deleting;
    private string? _groupError;
    private string? _delegationError;
    private string _me = "";
    private string _name = "";
    private string _to = "";
    private string _reason = "";
    private int _days = 7;

    [CascadingParameter]
    private Viewer Viewer { get; set; } = null!;

    [Inject]
    private GovernanceScreens Screens { get; set; } = null!;

    [Inject]
    private Toasts Toasts { get; set; } = null!;

    private bool MayGovern => Viewer.May(Permission.GovernRollouts);

    protected override async Task OnInitializedAsync()
    {
        _me = await Screens.MeAsync();
        await LoadAsync();
        await FollowAsync(Topic.Rollout);
    }

    protected override async Task LoadAsync()
    {
        (_members, _others) = (await Screens.MembersAsync(others: false, Gone), await Screens.MembersAsync(others: true, Gone));
        _delegations = await Screens.DelegationsAsync(Gone);
        _groups = await Screens.GroupsAsync(Gone);
    }

    private void Edit(ApprovalGroupView group)
    {
        Clear();
        (_editing, _name) = (group, group.Name);
        _chosen.UnionWith(group.Members.Select(member => member.Id));
    }

    private void Clear()
    {
        (_editing, _name, _groupError) = (null, "", null);
        _chosen.Clear();
    }

    private void Choose(string member, bool wanted) => _ = wanted ? _chosen.Add(member) : _chosen.Remove(member);

    private async Task SaveGroupAsync()
    {
        var name = _name.Trim();
        var result = await Screens.SaveGroupAsync(name, [.. _chosen], _editing is null, Gone);
        _groupError = Fault(result.Error);
        if (result.Succeeded)
        {
            Clear();
            Toasts.Say(Tone.Success, $"Group {name} is saved.");
            await LoadAsync();
        }
    }

    private async Task DeleteAsync()
    {
        var group = _deleting!;
        _deleting = null;
        Tell((await Screens.DeleteGroupAsync(group.Name, Gone)).Error, $"Group {group.Name} is deleted.");
        await LoadAsync();
    }

    private async Task DelegateAsync()
    {
        var result = await Screens.DelegateAsync(_to, _reason, Screens.Now + TimeSpan.FromDays(Math.Clamp(_days, 0, 1000)), Gone);
        _delegationError = Fault(result.Error);
        if (result.Succeeded)
        {
            (_to, _reason) = ("", "");
            Toasts.Say(Tone.Success, $"{result.Value.To.Name} may decide in your place.");
            await LoadAsync();
        }
    }

    private async Task EndAsync(DelegationView delegation)
    {
        Tell((await Screens.EndDelegationAsync(delegation.Id, Gone)).Error, $"{delegation.To.Name} no longer decides for {delegation.From.Name}.");
        await LoadAsync();
    }

    private void Tell(Error? error, string done)
    {
        if (error is not null)
        {
            Toasts.Refuse(error);
        }
        else
        {
            Toasts.Say(Tone.Success, done);
        }
    }

    private static string? Fault(Error? error) => error is null ? null : error.Fields.Count > 0 ? error.Fields[0].Message : error.Detail;
}
