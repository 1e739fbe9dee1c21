namespace Portal.Operations.Pages;

/// <summary>Tells an open page that something it shows has changed.</summary>
internal interface ILiveScreens
{
    /// <summary>
    /// Calls back after any of the topics changed in this tenant, at most about four times a second, never twice at once.
    /// Dispose the subscription when the page goes.
    /// </summary>
    ValueTask<IAsyncDisposable> SubscribeAsync(IReadOnlyList<string> topics, Func<Task> changed, CancellationToken cancellationToken);
}
