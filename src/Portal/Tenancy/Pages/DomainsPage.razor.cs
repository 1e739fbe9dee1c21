using Microsoft.AspNetCore.Components;
using Portal.Components;
using Portal.Domain.Operations;
using Portal.Layout;
using Portal.Tenancy.Domains;

namespace Portal.Tenancy.Pages;

/// <summary>The tenant's own host names, how to prove them, and how far each is.</summary>
public sealed partial class DomainsPage : LivePage
{
    private IReadOnlyList<DomainView>? _domains;
    private DomainView? _removing;
    private string _host = "";
    private string? _error;

    [CascadingParameter]
    private Viewer Viewer { get; set; } = null!;

    [Inject]
    private DomainScreens Screens { get; set; } = null!;

    [Inject]
    private Toasts Toasts { get; set; } = null!;

    protected override async Task OnInitializedAsync()
    {
        await LoadAsync();
        await FollowAsync(Topic.Domain);
    }

    protected override async Task LoadAsync() => _domains = await Screens.ListAsync(Gone);

    private async Task AddAsync()
    {
        var result = await Screens.AddAsync(_host.Trim(), Gone);
        _error = result.Error is { } error ? error.Fields.Count > 0 ? error.Fields[0].Message : error.Detail : null;
        if (result.Succeeded)
        {
            _host = "";
            await LoadAsync();
        }
    }

    private async Task CheckAsync(DomainView domain)
    {
        var result = await Screens.CheckAsync(domain.Id, Gone);
        if (result.Error is { } error)
        {
            Toasts.Refuse(error);
        }
        else
        {
            Toasts.Say(Tone.Info, $"Looking {domain.Host} up.");
        }

        await LoadAsync();
    }

    private async Task RemoveAsync()
    {
        var domain = _removing!;
        _removing = null;
        var result = await Screens.RemoveAsync(domain.Id, Gone);
        if (result.Error is { } error)
        {
            Toasts.Refuse(error);
        }
        else
        {
            Toasts.Say(Tone.Success, $"{domain.Host} is removed.");
        }

        await LoadAsync();
    }
}
