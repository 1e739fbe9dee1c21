using Microsoft.AspNetCore.Components;
using Portal.Rollouts.Pages;
using Portal.Components;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Layout;

namespace Portal.Rollouts.Components;

/// <summary>What a person can do about a rollout right now, each with its consequence spelled out first.</summary>
public sealed partial class RolloutActions : ComponentBase
{
    private string? _asked;
    private string _reason = "";

    [Parameter, EditorRequired]
    public required RolloutDetail View { get; set; }

    [CascadingParameter]
    private Viewer Viewer { get; set; } = null!;

    [Inject]
    private RolloutScreens Screens { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private Toasts Toasts { get; set; } = null!;

    private RolloutItem Row => View.Row;

    private bool MayAct => Viewer.May(Permission.ControlRollouts);

    private bool IsWalking => Row.Phase is "Progressing" or "Paused" or "AwaitingApproval";

    private string CurrentStep => View.StepIndex < View.Steps.Count ? StepWords.Of(View.Steps[View.StepIndex]) : "promotion";

    private string? GivenReason => string.IsNullOrWhiteSpace(_reason) ? null : _reason.Trim();

    private string NextStep => View.StepIndex + 1 < View.Steps.Count ? StepWords.Of(View.Steps[View.StepIndex + 1]) : "promotion";

    private void Close() => _asked = null;

    private Task ApproveAsync() => OrderAsync(Screens.ApproveAsync(Row.Id, CancellationToken.None), "Approved. Traffic moves on in a moment.");

    private Task PromoteAsync() => OrderAsync(Screens.PromoteAsync(Row.Id, CancellationToken.None), $"{Row.ToVersion} is being promoted.");

    private Task AbortAsync() => OrderAsync(
        Screens.AbortAsync(Row.Id, GivenReason ?? "Aborted on the rollout page", CancellationToken.None),
        "Aborting. Traffic goes back first.");

    private Task PauseAsync() => OrderAsync(Screens.PauseAsync(Row.Id, GivenReason, CancellationToken.None), "Paused. Traffic stays where it is.");

    private Task ResumeAsync() => OrderAsync(Screens.ResumeAsync(Row.Id, CancellationToken.None), "Resumed. It goes on in a moment.");

    private async Task RetryAsync()
    {
        var result = await Screens.RetryAsync(Row.Id, CancellationToken.None);
        _asked = null;
        if (result.Error is { } error)
        {
            Toasts.Refuse(error);
        }
        else
        {
            Navigation.NavigateTo($"/rollouts/{result.Value}");
        }
    }

    private async Task OrderAsync(Task<Result<string>> order, string said)
    {
        var result = await order;
        _asked = null;
        if (result.Error is { } error)
        {
            Toasts.Refuse(error);
        }
        else
        {
            Toasts.Say(Tone.Success, said, $"/operations/{result.Value}");
        }
    }
}
