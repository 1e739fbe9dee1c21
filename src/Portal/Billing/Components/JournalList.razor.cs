using Microsoft.AspNetCore.Components;
using Portal.Billing.Pages;

namespace Portal.Billing.Components;

/// <summary>The books: every journal with its entries and, for a sale, the picture of its split.</summary>
public sealed partial class JournalList : ComponentBase
{
    private List<JournalItem>? _journals;
    private string? _next;

    [Inject]
    private BillingScreens Screens { get; set; } = null!;

    public Task RefreshAsync() => InvokeAsync(async () =>
    {
        await LoadAsync();
        StateHasChanged();
    });

    protected override Task OnInitializedAsync() => LoadAsync();

    private async Task LoadAsync()
    {
        var page = await Screens.JournalsAsync(null, CancellationToken.None);
        (_journals, _next) = ([.. page.Items], page.NextCursor);
    }

    private async Task MoreAsync()
    {
        var page = await Screens.JournalsAsync(_next, CancellationToken.None);
        _journals!.AddRange(page.Items);
        _next = page.NextCursor;
    }
}
