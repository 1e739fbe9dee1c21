using System.Data.Common;
using Microsoft.AspNetCore.Components;
using Portal.Access;
using Portal.Domain.Tenancy;
using Portal.Operations;

namespace Portal.Layout;

/// <summary>
/// A component that follows changes while it is shown. Open because the pages inherit it: it owns the subscriptions and the token that ends with the page.
/// </summary>
public abstract class LivePage : ComponentBase, IAsyncDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private readonly List<IAsyncDisposable> _subscriptions = [];

    /// <summary>Canceled when the page goes.</summary>
    protected CancellationToken Gone => _gone.Token;

    [Inject]
    private LiveUpdates Live { get; set; } = null!;

    public async ValueTask DisposeAsync()
    {
        await _gone.CancelAsync();
        foreach (var subscription in _subscriptions)
        {
            await subscription.DisposeAsync();
        }

        _gone.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Reads what the page shows; called again after every change it follows.</summary>
    protected abstract Task LoadAsync();

    /// <summary>Reads anew and draws after every change of one of the topics.</summary>
    /// <param name="topics">Of <c>Portal.Domain.Operations.Topic</c>.</param>
    protected async Task FollowAsync(params string[] topics) =>
        _subscriptions.Add(await Live.SubscribeAsync(topics, () => InvokeAsync(RefreshAsync)));

    /// <summary>Reads anew and draws after every change of any tenant that concerns this page of staff.</summary>
    private protected void FollowAll(Func<LiveEvent, bool> concerns) =>
        _subscriptions.Add(Live.SubscribeToAll(concerns, () => InvokeAsync(RefreshAsync)));

    private async Task RefreshAsync()
    {
        if (_gone.IsCancellationRequested)
        {
            return;
        }

        try
        {
            await LoadAsync();
            StateHasChanged();
        }
        catch (Exception away) when (away is DbException or TimeoutException or InvalidOperationException { InnerException: DbException } or OperationCanceledException)
        {
            // The database is away for a moment: what is shown stays, and the news that it is back causes the next reading.
        }
        catch (Exception left) when (left is SessionOverException or TenantNotServedException)
        {
            // The layout is leading the person away.
        }
        catch (Exception failure)
        {
            await DispatchExceptionAsync(failure);
        }
    }
}
