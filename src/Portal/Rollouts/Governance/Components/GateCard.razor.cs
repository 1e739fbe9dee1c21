using Microsoft.AspNetCore.Components;
using Portal.Components;
using Portal.Domain;
using Portal.Domain.Operations;
using Portal.Layout;
using Portal.Rollouts.Governance.Pages;

namespace Portal.Rollouts.Governance.Components;

/// <summary>What holds a rollout, or held it: stages, decisions, risk, and the buttons of whoever may decide. Nothing where nothing ever held it.</summary>
public sealed partial class GateCard : LivePage
{
    private GateView? _gate;
    private string? _loaded;
    private string? _asked;
    private string? _error;
    private string _reason = "";
    private int _hours = 1;

    [Parameter, EditorRequired]
    public required string Rollout { get; set; }

    [CascadingParameter]
    private Viewer Viewer { get; set; } = null!;

    [Inject]
    private GovernanceScreens Screens { get; set; } = null!;

    [Inject]
    private Toasts Toasts { get; set; } = null!;

    private string Title => _asked switch { "reject" => "Reject rollout", "override" => "Override freeze", _ => "Approve rollout" };

    private string Consequence => _asked switch
    {
        "reject" => "The rollout ends without having begun. The plugin stays as it is, and whoever wants the version asks for it again.",
        "override" => "This rollout alone begins in spite of freezes; approvals that are missing stay missing. If it has not begun by then, a freeze holds it again.",
        _ => "Your approval counts once and cannot be taken back. When nothing is missing any more, and no freeze holds it, the rollout begins at once.",
    };

    protected override Task OnInitializedAsync() => FollowAsync(Topic.Rollout);

    protected override async Task OnParametersSetAsync()
    {
        if (_loaded != Rollout)
        {
            _loaded = Rollout;
            await LoadAsync();
        }
    }

    protected override async Task LoadAsync() => _gate = await Screens.GateAsync(Rollout, Gone);

    private void Ask(string what) => (_asked, _reason, _error) = (what, "", null);

    private void Close() => _asked = null;

    private async Task ConfirmAsync()
    {
        var result = _asked == "override"
            ? await Screens.OverrideAsync(Rollout, _reason, Screens.Now + TimeSpan.FromHours(_hours), Gone)
            : await Screens.DecideAsync(Rollout, _asked == "approve", _reason, _gate?.Stage, Gone);
        if (result.Error is { Fields.Count: > 0 } faults)
        {
            _error = faults.Fields[0].Message;
            return;
        }

        Tell(result, _asked!);
        _asked = null;
        await LoadAsync();
    }

    private void Tell(Result<GateView> result, string asked)
    {
        if (result.Error is { } error)
        {
            Toasts.Refuse(error);
            return;
        }

        var begins = result.Value.State == "open" ? " The rollout begins." : "";
        Toasts.Say(Tone.Success, asked switch { "reject" => "Rejected. The rollout ended.", "override" => "The freeze does not hold this rollout." + begins, _ => "Approved." + begins });
    }
}
