using Microsoft.AspNetCore.Components;
using Portal.Components;
using Portal.Layout;

namespace Portal.Access.Components;

/// <summary>Keys for programs: made, shown once, listed, revoked.</summary>
public sealed partial class ApiKeySection : ComponentBase
{
    private IReadOnlyList<ApiKeyView>? _keys;
    private ApiKeyView? _revoking;
    private CreatedApiKey? _created;
    private string _name = "";
    private string? _error;

    [Inject]
    private CircuitCaller Circuit { get; set; } = null!;

    [Inject]
    private AccessQueries Queries { get; set; } = null!;

    [Inject]
    private CreateApiKey Create { get; set; } = null!;

    [Inject]
    private RevokeApiKey Revoke { get; set; } = null!;

    [Inject]
    private Toasts Toasts { get; set; } = null!;

    protected override Task OnInitializedAsync() => LoadAsync();

    private async Task LoadAsync() => _keys = (await Queries.ApiKeysAsync(await Circuit.GetAsync(), CancellationToken.None)).OrRefuse();

    private async Task CreateAsync()
    {
        var result = await Create.ExecuteAsync(await Circuit.GetAsync(), new(_name.Trim()), CancellationToken.None);
        _error = result.Error is { } error ? error.Fields.Count > 0 ? error.Fields[0].Message : error.Detail : null;
        if (result.Succeeded)
        {
            _created = result.Value;
            _name = "";
            await LoadAsync();
        }
    }

    private async Task RevokeAsync()
    {
        var key = _revoking!;
        _revoking = null;
        var result = await Revoke.ExecuteAsync(await Circuit.GetAsync(), key.Id, CancellationToken.None);
        if (result.Error is { } error)
        {
            Toasts.Refuse(error);
        }
        else
        {
            Toasts.Say(Tone.Success, $"{key.Name} is revoked.");
            await LoadAsync();
        }
    }
}
