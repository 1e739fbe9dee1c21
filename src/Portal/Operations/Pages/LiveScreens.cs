namespace Portal.Operations.Pages;

internal sealed class LiveScreens(LiveUpdates updates) : ILiveScreens
{
    public async ValueTask<IAsyncDisposable> SubscribeAsync(IReadOnlyList<string> topics, Func<Task> changed, CancellationToken cancellationToken) =>
        await updates.SubscribeAsync(topics, changed);
}
