using System.Data.Common;
using Microsoft.AspNetCore.Components;

namespace Portal.Components;

/// <summary>A table that reads its rows page by page from the server, and says so when it is empty, loading or unreachable.</summary>
/// <typeparam name="TItem">A row.</typeparam>
public sealed partial class DataList<TItem> : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private List<TItem>? _items;
    private string? _next;
    private object? _loadedFor;
    private bool _failed;
    private bool _loading;

    /// <summary>Names the table for screen readers.</summary>
    [Parameter, EditorRequired]
    public required string Caption { get; set; }

    /// <summary>Reads the page after the cursor; null reads the first.</summary>
    [Parameter, EditorRequired]
    public required Func<string?, CancellationToken, Task<PageOf<TItem>>> Load { get; set; }

    /// <summary>The list is read anew when this changes, e.g. the filter.</summary>
    [Parameter]
    public object? LoadKey { get; set; }

    /// <summary>The cells of the head.</summary>
    [Parameter, EditorRequired]
    public required RenderFragment Head { get; set; }

    /// <summary>The cells of a row, each with a <c>data-label</c> for narrow screens.</summary>
    [Parameter, EditorRequired]
    public required RenderFragment<TItem> Row { get; set; }

    /// <summary>What to say when there is nothing.</summary>
    [Parameter, EditorRequired]
    public required RenderFragment Empty { get; set; }

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    /// <summary>Reads again as many rows as are shown, for a change that was announced.</summary>
    public Task RefreshAsync() => InvokeAsync(async () =>
    {
        await ReloadAsync();
        StateHasChanged();
    });

    protected override async Task OnParametersSetAsync()
    {
        if (_items is null || !Equals(_loadedFor, LoadKey))
        {
            _loadedFor = LoadKey;
            await ReloadAsync();
        }
    }

    private async Task ReloadAsync()
    {
        var page = await TryAsync(null);
        if (page is not null)
        {
            _items = [.. page.Items];
            _next = page.NextCursor;
        }
    }

    private async Task MoreAsync()
    {
        var page = await TryAsync(_next);
        if (page is not null)
        {
            _items!.AddRange(page.Items);
            _next = page.NextCursor;
        }
    }

    private async Task<PageOf<TItem>?> TryAsync(string? cursor)
    {
        _loading = true;
        try
        {
            var page = await Load(cursor, _gone.Token);
            _failed = false;
            return page;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
        catch (Exception away) when (away is DbException or TimeoutException or InvalidOperationException { InnerException: DbException })
        {
            _failed = true;
            return null;
        }
        finally
        {
            _loading = false;
        }
    }
}
