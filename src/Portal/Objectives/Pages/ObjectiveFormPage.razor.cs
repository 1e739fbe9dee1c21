using Microsoft.AspNetCore.Components;
using Portal.Components;
using Portal.Domain.Access;
using Portal.Layout;

namespace Portal.Objectives.Pages;

/// <summary>An objective as a form: which plugin, what counts as good, how good and over which time.</summary>
public sealed partial class ObjectiveFormPage : ComponentBase
{
    private static readonly string[] Usual = ["7d", "14d", "28d", "30d"];

    private Dictionary<string, string> _errors = [];
    private IReadOnlyList<(string Key, string Name)> _plugins = [];
    private ObjectiveForm? _form;
    private long _version;
    private bool _missing;
    private bool _saving;

    /// <summary>Null for a new one.</summary>
    [Parameter]
    public string? Id { get; set; }

    [SupplyParameterFromQuery]
    public string? Plugin { get; set; }

    [CascadingParameter]
    private Viewer Viewer { get; set; } = null!;

    [Inject]
    private ObjectiveScreens Screens { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private Toasts Toasts { get; set; } = null!;

    private bool MayChange => Viewer.May(Permission.GovernRollouts);

    private IEnumerable<string> Windows => Usual.Append(_form!.Window).Distinct();

    protected override async Task OnParametersSetAsync()
    {
        if (_form is not null)
        {
            return;
        }

        _plugins = await Screens.PluginsAsync(CancellationToken.None);
        if (Id is null)
        {
            var chosen = _plugins.Any(plugin => plugin.Key == Plugin) ? Plugin! : _plugins.Select(plugin => plugin.Key).FirstOrDefault("");
            _form = ObjectiveForm.New(chosen);
            return;
        }

        if (await Screens.FindAsync(Id, CancellationToken.None) is not { Origin: "portal" } view)
        {
            _missing = true;
            return;
        }

        (_form, _version) = (ObjectiveForm.Of(view), view.Version);
    }

    private void Choose(string plugin)
    {
        // Names that nobody typed follow the plugin.
        var suggested = ObjectiveForm.New(_form!.Plugin);
        var next = ObjectiveForm.New(plugin);
        if (Id is null && _form.Name == suggested.Name)
        {
            _form.Name = next.Name;
        }

        if (_form.DisplayName == suggested.DisplayName)
        {
            _form.DisplayName = next.DisplayName;
        }

        _form.Plugin = plugin;
    }

    private async Task SaveAsync()
    {
        _saving = true;
        var result = await Screens.SaveAsync(Id, _form!.Document(), _version, CancellationToken.None);
        _saving = false;
        _errors = (result.Error?.Fields ?? []).GroupBy(fault => fault.Pointer).ToDictionary(faults => faults.Key, faults => faults.First().Message);
        if (result.Succeeded)
        {
            Toasts.Say(Tone.Success, Id is null ? "The objective is set. Its first numbers come within a minute." : "The objective is saved.");
            Navigation.NavigateTo($"/objectives/{result.Value}");
        }
        else if (_errors.Count == 0)
        {
            Toasts.Refuse(result.Error!);
        }
    }

    private string? Fault(string pointer) => _errors.Where(error => error.Key.StartsWith(pointer, StringComparison.Ordinal)).Select(error => error.Value).FirstOrDefault();

    private string Kind(string pointer) => Fault(pointer) is null ? "help" : "error";
}
