using Microsoft.AspNetCore.Components;
using Portal.Domain.Operations;
using Portal.Layout;

namespace Portal.Remediations.Pages;

/// <summary>One finding: what it is, what helps, and what was done.</summary>
public sealed partial class RemediationPage : LivePage
{
    private RemediationView? _view;
    private bool _missing;
    private string? _loadedId;

    [Parameter]
    public string Id { get; set; } = "";

    [Inject]
    private RemediationScreens Screens { get; set; } = null!;

    protected override Task OnInitializedAsync() => FollowAsync(Topic.Remediation);

    protected override async Task OnParametersSetAsync()
    {
        if (_loadedId != Id)
        {
            _loadedId = Id;
            await LoadAsync();
        }
    }

    protected override async Task LoadAsync()
    {
        _view = await Screens.FindAsync(Id, Gone);
        _missing = _view is null;
    }
}
