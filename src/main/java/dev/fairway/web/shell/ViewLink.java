package dev.fairway.web.shell;

import dev.fairway.access.SavedView;
import dev.fairway.web.catalog.ListAddress;
import dev.fairway.web.catalog.Picture;

/** A saved view in the sidebar, with how many applications it finds now. */
public record ViewLink(String name, String href, int count) {

    static ViewLink of(SavedView view, Picture picture) {
        int question = view.address().indexOf('?');
        ListAddress address =
                ListAddress.parse(question < 0 ? "" : view.address().substring(question + 1));
        int count = picture.find(address.selection(), address.order()).entries().size();
        return new ViewLink(view.name(), view.address(), count);
    }
}
