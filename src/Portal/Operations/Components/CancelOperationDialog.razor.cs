using Microsoft.AspNetCore.Components;
using Portal.Domain.Operations;

namespace Portal.Operations.Components;

/// <summary>Asks why an operation is to be canceled or discarded, and says what that means.</summary>
public sealed partial class CancelOperationDialog : ComponentBase
{
    private string _reason = "";

    /// <summary>The operation's state; null while nothing is asked.</summary>
    [Parameter, EditorRequired]
    public required string? State { get; set; }

    /// <summary>With the reason.</summary>
    [Parameter, EditorRequired]
    public required EventCallback<string> OnConfirm { get; set; }

    [Parameter, EditorRequired]
    public required EventCallback OnClose { get; set; }

    private bool Discards => State == nameof(OperationState.Failed);

    private string About => State switch
    {
        nameof(OperationState.Running) => "The operator is asked to stop. What it has done so far stays done; what waits for it is told that it failed.",
        nameof(OperationState.Failed) => "It is not tried again. What waited for it was told so when it failed.",
        _ => "It is not begun. What waits for it is told that it failed.",
    };

    private async Task ConfirmAsync()
    {
        await OnConfirm.InvokeAsync(_reason.Trim().Length > 0 ? _reason.Trim() : "No reason was given.");
        _reason = "";
    }

    private Task CloseAsync()
    {
        _reason = "";
        return OnClose.InvokeAsync();
    }
}
