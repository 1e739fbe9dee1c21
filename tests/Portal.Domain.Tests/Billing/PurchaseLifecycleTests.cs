using Portal.Domain.Billing;

namespace Portal.Domain.Tests.Billing;

public sealed class PurchaseLifecycleTests
{
    [Theory]
    [InlineData(PurchaseState.Pending, PurchaseEvent.PaymentSucceeded, PurchaseState.Paid)]
    [InlineData(PurchaseState.Canceled, PurchaseEvent.PaymentSucceeded, PurchaseState.Paid)]
    [InlineData(PurchaseState.Pending, PurchaseEvent.CheckoutExpired, PurchaseState.Canceled)]
    [InlineData(PurchaseState.Paid, PurchaseEvent.CheckoutExpired, PurchaseState.Paid)]
    [InlineData(PurchaseState.Paid, PurchaseEvent.PartRefunded, PurchaseState.PartiallyRefunded)]
    [InlineData(PurchaseState.PartiallyRefunded, PurchaseEvent.FullyRefunded, PurchaseState.Refunded)]
    [InlineData(PurchaseState.Refunded, PurchaseEvent.PaymentSucceeded, PurchaseState.Refunded)]
    public void Next_OfWhatCanHappen_IsTheNextState(PurchaseState state, PurchaseEvent happened, PurchaseState expected) =>
        PurchaseLifecycle.Next(state, happened).ShouldBe(expected);

    [Theory]
    [InlineData(PurchaseState.Pending, PurchaseEvent.PartRefunded)]
    [InlineData(PurchaseState.Pending, PurchaseEvent.FullyRefunded)]
    [InlineData(PurchaseState.Refunded, PurchaseEvent.PartRefunded)]
    public void Next_OfAContradiction_IsNothing(PurchaseState state, PurchaseEvent happened) =>
        PurchaseLifecycle.Next(state, happened).ShouldBeNull();

    [Fact]
    public void Next_OfTheSameEventTwice_ChangesNothingMore() =>
        Enum.GetValues<PurchaseState>().SelectMany(_ => Enum.GetValues<PurchaseEvent>(), (state, happened) => (state, happened)).ShouldAllBe(step =>
            Repeats(step.state, step.happened));

    [Fact]
    public void Entitles_OnlyWhatIsPaid() =>
        Enum.GetValues<PurchaseState>().Where(PurchaseLifecycle.Entitles).ShouldBe([PurchaseState.Paid, PurchaseState.PartiallyRefunded]);

    private static bool Repeats(PurchaseState state, PurchaseEvent happened)
    {
        var once = PurchaseLifecycle.Next(state, happened);
        return once is null || PurchaseLifecycle.Next(once.Value, happened) == once;
    }
}
