using Microsoft.AspNetCore.Components;
using Portal.Components;
using Portal.Domain.Operations;
using Portal.Layout;

namespace Portal.Objectives.Alerts.Pages;

/// <summary>Adds a channel step by step, or changes one and its secret. What is typed stays while others change things.</summary>
public sealed partial class AlertChannelPage : LivePage
{
    private Dictionary<string, string> _errors = [];
    private AlertChannelForm? _form;
    private AlertChannelView? _read;
    private string _secret = "";
    private string? _refusal;
    private bool _missing;

    /// <summary>Null adds one.</summary>
    [Parameter]
    public string? Id { get; set; }

    /// <summary>Of the channel to add.</summary>
    [SupplyParameterFromQuery]
    public string? Kind { get; set; }

    [Inject]
    private AlertScreens Screens { get; set; } = null!;

    [Inject]
    private Toasts Toasts { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private AlertKindWords? Words => AlertKindWords.Find(_form?.Kind);

    protected override async Task OnInitializedAsync()
    {
        await LoadAsync();
        await FollowAsync(Topic.Alert);
    }

    protected override void OnParametersSet()
    {
        if (Id is null && AlertKindWords.Find(Kind) is not null && _form?.Kind != Kind)
        {
            (_form, _errors, _refusal) = (new() { Kind = Kind!, Name = _form?.Name ?? "", RepeatAfterMinutes = 10 }, [], null);
        }
    }

    protected override async Task LoadAsync()
    {
        if (Id is null || (_form is not null && _read is not null))
        {
            return;
        }

        _read = await Screens.ChannelAsync(Id, Gone);
        (_missing, _form) = (_read is null, _read is null ? null : AlertChannelForm.Of(_read));
    }

    private void Choose(string kind) => Navigation.NavigateTo(Navigation.GetUriWithQueryParameter("kind", kind), replace: true);

    private async Task SaveAsync()
    {
        var result = Id is null ? await Screens.CreateAsync(_form!, Gone) : await Screens.SaveAsync(Id, _form!, _read!.Version, Gone);
        if (!Keep(result))
        {
            return;
        }

        Toasts.Say(Tone.Success, Id is null ? "The channel is added. Send it a test." : "The channel is saved.");
        Navigation.NavigateTo("/settings/alerts");
    }

    private async Task RotateAsync()
    {
        if (Keep(await Screens.RotateAsync(Id!, _secret.Trim(), Gone)))
        {
            _secret = "";
            Toasts.Say(Tone.Success, "The secret is changed.");
        }
    }

    private bool Keep(Domain.Result<AlertChannelView> result)
    {
        _errors = result.Error?.Fields.GroupBy(field => field.Pointer).ToDictionary(group => group.Key, group => group.First().Message, StringComparer.Ordinal) ?? [];
        _refusal = result.Error is { Fields.Count: 0 } error ? error.Detail : null;
        _read = result.Succeeded ? result.Value : _read;
        return result.Succeeded;
    }

    private string? Invalid(string pointer) => _errors.ContainsKey(pointer) ? "true" : null;

    private string Style(string pointer) => _errors.ContainsKey(pointer) ? "error" : "help";

    private string Say(string pointer, string help) => _errors.GetValueOrDefault(pointer, help);
}
