using Microsoft.AspNetCore.Components;

namespace Portal.Components;

/// <summary>Says what is going to happen, then asks. What cannot be undone wants its name typed.</summary>
public sealed partial class ConfirmDialog : ComponentBase
{
    private readonly string _inputId = $"confirm-{Guid.CreateVersion7():N}";
    private string _typed = "";
    private bool _busy;

    [Parameter, EditorRequired]
    public required string Title { get; set; }

    [Parameter, EditorRequired]
    public required bool Open { get; set; }

    /// <summary>A verb with its object, e.g. "Abort rollout".</summary>
    [Parameter, EditorRequired]
    public required string ConfirmLabel { get; set; }

    [Parameter]
    public string CancelLabel { get; set; } = "Cancel";

    [Parameter]
    public bool Danger { get; set; }

    /// <summary>What has to be typed first; null for what can be undone.</summary>
    [Parameter]
    public string? TypeToConfirm { get; set; }

    [Parameter, EditorRequired]
    public required EventCallback OnConfirm { get; set; }

    [Parameter, EditorRequired]
    public required EventCallback OnCancel { get; set; }

    /// <summary>What will happen, and until when it can be undone.</summary>
    [Parameter, EditorRequired]
    public required RenderFragment ChildContent { get; set; }

    private bool MayConfirm => !_busy && (TypeToConfirm is null || string.Equals(_typed.Trim(), TypeToConfirm, StringComparison.Ordinal));

    private async Task ConfirmAsync()
    {
        _busy = true;
        try
        {
            await OnConfirm.InvokeAsync();
        }
        finally
        {
            _busy = false;
            _typed = "";
        }
    }

    private Task CancelAsync()
    {
        _typed = "";
        return OnCancel.InvokeAsync();
    }
}
