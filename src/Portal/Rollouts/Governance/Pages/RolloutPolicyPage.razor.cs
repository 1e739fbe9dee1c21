using Microsoft.AspNetCore.Components;
using Portal.Components;
using Portal.Domain.Access;
using Portal.Domain.Operations;
using Portal.Domain.Rollouts.Governance;
using Portal.Layout;

namespace Portal.Rollouts.Governance.Pages;

/// <summary>The tenant's rollout policy, as a form: what is typed is previewed at once and saved as a whole.</summary>
public sealed partial class RolloutPolicyPage : LivePage
{
    private Dictionary<string, string> _errors = [];
    private IReadOnlyList<string> _groups = [];
    private PolicyForm? _form;
    private GovernancePolicy _shown = GovernancePolicy.None;
    private DateTimeOffset? _updatedAt;
    private long _version;
    private bool _dirty;
    private bool _changed;

    [CascadingParameter]
    private Viewer Viewer { get; set; } = null!;

    [Inject]
    private GovernanceScreens Screens { get; set; } = null!;

    [Inject]
    private Toasts Toasts { get; set; } = null!;

    private bool Editable => Viewer.May(Permission.GovernRollouts);

    private string? PluginError => _errors.Where(error => error.Key.StartsWith("/plugins", StringComparison.Ordinal)).Select(error => error.Value).FirstOrDefault();

    protected override async Task OnInitializedAsync()
    {
        await LoadAsync();
        await FollowAsync(Topic.Rollout);
    }

    protected override async Task LoadAsync()
    {
        var found = await Screens.PolicyAsync(Gone);
        _groups = [.. (await Screens.GroupsAsync(Gone)).Select(group => group.Name)];
        if (_dirty)
        {
            // What is being typed stays; saving would be refused.
            _changed = found.Version != _version;
            return;
        }

        Show(found);
    }

    private void Show(RolloutPolicyView found)
    {
        (_form, _version, _updatedAt, _dirty, _changed, _errors) = (PolicyForm.Of(found.Policy), found.Version, found.UpdatedAt, false, false, []);
        _shown = PolicyRules.Check(found.Policy).Value;
    }

    private async Task ReadAgainAsync()
    {
        _dirty = false;
        await LoadAsync();
    }

    private void Changed()
    {
        _dirty = true;
        var checkedPolicy = PolicyRules.Check(_form!.Draft());
        // The pictures show the last policy that was one.
        _shown = checkedPolicy.Succeeded ? checkedPolicy.Value : _shown;
        if (_errors.Count > 0)
        {
            _errors = Faults(checkedPolicy.Error);
        }
    }

    private void AddStage()
    {
        _form!.Stages.Add(new());
        _dirty = true;
    }

    private void AddFreeze()
    {
        _form!.Freezes.Add(new());
        _dirty = true;
    }

    private void Remove(StageForm stage)
    {
        _form!.Stages.Remove(stage);
        Changed();
    }

    private void Remove(FreezeForm freeze)
    {
        _form!.Freezes.Remove(freeze);
        Changed();
    }

    private async Task SaveAsync()
    {
        var result = await Screens.SaveAsync(_form!.Draft(), _version, Gone);
        _errors = Faults(result.Error);
        if (result.Succeeded)
        {
            Show(result.Value);
            Toasts.Say(Tone.Success, "The rollout policy is saved.");
        }
        else if (_errors.Count == 0)
        {
            _changed = result.Error is RolloutPolicyChanged;
            Toasts.Refuse(result.Error!);
        }
    }

    private static Dictionary<string, string> Faults(Domain.Error? error)
    {
        var faults = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var field in error?.Fields ?? [])
        {
            faults.TryAdd(field.Pointer, field.Message);
        }

        return faults;
    }
}
