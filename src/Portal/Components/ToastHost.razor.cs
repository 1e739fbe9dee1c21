using Microsoft.AspNetCore.Components;

namespace Portal.Components;

/// <summary>Shows the messages of <see cref="Toasts"/>; good news goes by itself, bad news stays until it is dismissed.</summary>
public sealed partial class ToastHost : ComponentBase, IDisposable
{
    private static readonly TimeSpan Stay = TimeSpan.FromSeconds(6);
    private readonly CancellationTokenSource _gone = new();
    private int _lastScheduled;

    [Inject]
    private Toasts Toasts { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    public void Dispose()
    {
        Toasts.Changed -= OnChanged;
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override void OnInitialized() => Toasts.Changed += OnChanged;

    private void OnChanged() => _ = InvokeAsync(() =>
    {
        foreach (var toast in Toasts.Shown.Where(toast => toast.Id > _lastScheduled).ToList())
        {
            _lastScheduled = toast.Id;
            if (toast.Tone != Tone.Danger)
            {
                _ = DismissLaterAsync(toast);
            }
        }

        StateHasChanged();
    });

    private async Task DismissLaterAsync(Toast toast)
    {
        try
        {
            await Task.Delay(Stay, Time, _gone.Token);
            Toasts.Dismiss(toast);
        }
        catch (OperationCanceledException)
        {
            // The window is gone, and its messages with it.
        }
    }
}
