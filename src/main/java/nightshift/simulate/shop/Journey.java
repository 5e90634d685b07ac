package nightshift.simulate.shop;

/// What a user wants, and how long they are ready to wait for it.
///
/// @param name how scenarios call it
/// @param entry where it enters the shop
/// @param perSecond how often, at an average hour
/// @param bearable seconds after which a user calls it broken
record Journey(String name, Endpoint entry, double perSecond, double bearable) {}
