using Microsoft.AspNetCore.Components;
using Portal.Components;
using Portal.Layout;
using Portal.Remediations.Pages;

namespace Portal.Remediations.Components;

/// <summary>One finding with its buttons.</summary>
public sealed partial class RemediationCard : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private readonly string _reasonId = $"dismiss-{Guid.CreateVersion7():N}";
    private string? _asked;
    private string? _error;
    private string _reason = "";

    [Parameter, EditorRequired]
    public required RemediationView Remediation { get; set; }

    /// <summary>Whether the page around it shows the rest.</summary>
    [Parameter]
    public bool IsFull { get; set; }

    /// <summary>Something was asked for.</summary>
    [Parameter]
    public EventCallback OnChange { get; set; }

    [CascadingParameter]
    private Viewer Viewer { get; set; } = null!;

    [Inject]
    private RemediationScreens Screens { get; set; } = null!;

    [Inject]
    private Toasts Toasts { get; set; } = null!;

    private string Title => _asked == "dismiss" ? "Dismiss" : RemediationWords.Do(Remediation.Remedy);

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    private void Ask(string what) => (_asked, _reason, _error) = (what, "", null);

    private async Task ConfirmAsync()
    {
        var error = _asked == "dismiss"
            ? (await Screens.DismissAsync(Remediation.Id, _reason, _gone.Token)).Error
            : (await Screens.ActAsync(Remediation.Id, _gone.Token)).Error;
        if (error is { Fields.Count: > 0 })
        {
            _error = error.Fields[0].Message;
            return;
        }

        if (error is not null)
        {
            Toasts.Refuse(error);
        }
        else
        {
            Toasts.Say(Tone.Success, _asked == "dismiss" ? "Dismissed." : "The operator was asked for it.");
        }

        _asked = null;
        await OnChange.InvokeAsync();
    }
}
