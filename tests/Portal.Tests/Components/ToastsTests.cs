using Portal.Components;

namespace Portal.Tests.Components;

public sealed class ToastsTests
{
    [Fact]
    public void Say_TheSameAgain_TakesThePlaceOfTheFirst()
    {
        var toasts = new Toasts(TimeProvider.System);
        toasts.Say(Tone.Success, "Suspended.");
        toasts.Say(Tone.Success, "Resumed.");
        toasts.Say(Tone.Success, "Suspended.");
        toasts.Shown.Select(toast => (toast.Id, toast.Text)).ShouldBe([(2, "Resumed."), (3, "Suspended.")]);
    }

    [Fact]
    public void Say_TheSameInAnotherTone_IsAnotherMessage()
    {
        var toasts = new Toasts(TimeProvider.System);
        toasts.Say(Tone.Success, "Done.");
        toasts.Say(Tone.Danger, "Done.");
        toasts.Shown.Count.ShouldBe(2);
    }

    [Fact]
    public void Say_MoreThanThree_KeepsTheLatest()
    {
        var toasts = new Toasts(TimeProvider.System);
        for (var number = 1; number <= 5; number++)
        {
            toasts.Say(Tone.Info, $"{number}");
        }

        toasts.Shown.Select(toast => toast.Text).ShouldBe(["3", "4", "5"]);
    }
}
