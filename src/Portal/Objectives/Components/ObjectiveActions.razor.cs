using Microsoft.AspNetCore.Components;
using Portal.Components;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Layout;
using Portal.Objectives.Pages;

namespace Portal.Objectives.Components;

/// <summary>What a person can do about an objective, each with its consequence spelled out first.</summary>
public sealed partial class ObjectiveActions : ComponentBase
{
    private string? _asked;
    private string _reason = "";
    private int _hours = 1;

    [Parameter, EditorRequired]
    public required ObjectiveView Row { get; set; }

    [CascadingParameter]
    private Viewer Viewer { get; set; } = null!;

    [Inject]
    private ObjectiveScreens Screens { get; set; } = null!;

    [Inject]
    private Toasts Toasts { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    private bool MayAct => Viewer.May(Permission.GovernRollouts);

    private void Close() => _asked = null;

    private Task OverrideAsync() => OrderAsync(
        Screens.OverrideAsync(Row.Id, _reason, Time.GetUtcNow().AddHours(_hours), CancellationToken.None), $"New versions of {Row.Plugin} may begin in a moment.");

    private Task DeleteAsync() => OrderAsync(Screens.DeleteAsync(Row.Id, CancellationToken.None), $"{Row.DisplayName} is being removed.");

    private async Task OrderAsync(Task<Result<string>> order, string said)
    {
        var result = await order;
        if (result.Error is { } error)
        {
            // What was typed stays, to be mended.
            Toasts.Refuse(error);
            return;
        }

        (_asked, _reason) = (null, "");
        Toasts.Say(Tone.Success, said);
    }
}
