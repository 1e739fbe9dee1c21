using Microsoft.AspNetCore.Components;
using Portal.Operations;

namespace Portal.Layout;

/// <summary>Whether news comes in, so that nobody trusts a page that stands still.</summary>
public sealed partial class LiveIndicator : ComponentBase, IDisposable
{
    [Inject]
    private LiveEvents Events { get; set; } = null!;

    public void Dispose() => Events.ConnectedChanged -= OnConnectedChanged;

    protected override void OnInitialized() => Events.ConnectedChanged += OnConnectedChanged;

    private void OnConnectedChanged(bool connected) => _ = InvokeAsync(StateHasChanged);
}
